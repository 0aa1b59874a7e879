//! Sentences: boundaries by a small convolutional network over words, and rules on top.

pub mod features;
