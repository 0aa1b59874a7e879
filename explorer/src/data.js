// The data in the page, with what is looked up often. Written by src/export/html/data.rs.

const raw = JSON.parse(document.getElementById("data").textContent);

export const { title, documents, sentences, actors, edges, claims, omitted } = raw;
export const contradictions = raw.contradictions ?? [];

actors.forEach((actor, index) => Object.assign(actor, { index, claims: [], said: [] }));
edges.forEach((edge) => Object.assign(edge, { claims: [] }));
documents.forEach((document) => Object.assign(document, { claims: [] }));

for (const claim of claims) {
  claim.document = documents[sentences[claim.sentence][0]];
  claim.quote = sentences[claim.sentence][1];
  claim.date = claim.day ?? claim.document.date;
  claim.contradicted = false;
  claim.document.claims.push(claim);
  if (claim.edge != null) edges[claim.edge].claims.push(claim);
  const parts = [claim.subject, claim.object, ...claim.others].filter((part) => part?.actor != null);
  for (const index of new Set(parts.map((part) => part.actor))) actors[index].claims.push(claim);
  for (const index of new Set(claim.speakers.filter((s) => s.actor != null).map((s) => s.actor))) actors[index].said.push(claim);
}

/** The claims of each contradiction, as objects. */
for (const contradiction of contradictions) {
  contradiction.claims = contradiction.claims.map((index) => claims[index]);
  contradiction.claims.forEach((claim) => (claim.contradicted = true));
}

/** Lines of the drawing: two actors each, with all edges between them and all that they dispute. */
export const lines = [];
const byEnds = new Map();

function line(ends) {
  const key = `${Math.min(...ends)} ${Math.max(...ends)}`;
  if (!byEnds.has(key)) {
    byEnds.set(key, { index: lines.length, ends, edges: [], disputes: [] });
    lines.push(byEnds.get(key));
  }
  return byEnds.get(key);
}

for (const edge of edges) if (edge.ends[0] !== edge.ends[1]) line(edge.ends).edges.push(edge);
for (const { ends, contradiction } of raw.disputes) line(ends).disputes.push(contradictions[contradiction]);

/** Different values with their number of claims, the most frequent first. */
function values(of) {
  const counts = new Map();
  for (const claim of claims) {
    const value = of(claim);
    if (value != null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

export const kinds = [...new Set(actors.map((actor) => actor.type))];
export const relations = values((claim) => claim.relation ?? "other");
export const modalities = values((claim) => claim.modality);
export const publishers = values((claim) => claim.document.publisher ?? "unknown");
export const days = [...new Set(claims.map((claim) => claim.date).filter(Boolean))].sort();

/** Letters without accents and case, for searching. */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
