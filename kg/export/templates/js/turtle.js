// One fact with its evidence as Turtle, to paste beside a claim.

const PREFIXES = {
  kg: "https://example.org/kg/ns#", schema: "https://schema.org/", org: "http://www.w3.org/ns/org#", foaf: "http://xmlns.com/foaf/0.1/",
  skos: "http://www.w3.org/2004/02/skos/core#", prov: "http://www.w3.org/ns/prov#", oa: "http://www.w3.org/ns/oa#", dcterms: "http://purl.org/dc/terms/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#", xsd: "http://www.w3.org/2001/XMLSchema#", time: "http://www.w3.org/2006/time#",
};

const turtleString = (text) => `"${text.replace(/[\\"\n\r\t\u0000-\u001f\u007f]/g, (sign) => ({ "\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\r": "\\r", "\t": "\\t" }[sign] || `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`))}"`;

function turtleTerm(value) {
  if (typeof value === "number") return `id:${graph.things.id[value]}`;
  if (typeof value === "string") return `${turtleString(value)}@zh`;
  if (Array.isArray(value)) return `${turtleString(value[0])}^^${value[1]}`;
  return /^[a-z]+:[\w-]+$/.test(value.iri) ? value.iri : `<${value.iri.replace(/[\u0000- <>"{}|\\^`]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`)}>`;
}

function factTurtle(fact) {
  const { subject, object, basis, rule, confidence, evidence } = graph.facts;
  const types = more.factTypes.names[more.factTypes.of[fact]].split(" ");
  const s = turtleTerm(subject[fact]);
  const p = factPredicate(fact);
  const o = turtleTerm(object[fact]);
  const lines = [];
  if (graph.isDirect(fact)) lines.push(`${s} ${p} ${o} .`, "");
  const rows = [`rdf:subject ${s}`, `rdf:predicate ${p}`, `rdf:object ${o}`,
    ...detailsOf(fact).map(([predicate, value]) => `${graph.predicates[predicate]} ${turtleTerm(value)}`),
    `kg:basis kg:${graph.bases[basis[fact]]}`, `kg:rule ${turtleString(graph.rules[rule[fact]])}`, `kg:confidence ${confidence[fact]}`,
    evidence[fact].length ? `prov:wasDerivedFrom ${evidence[fact].map((item) => `id:${more.evidenceIds[item]}`).join(", ")}` : null].filter(Boolean);
  lines.push(`id:${more.factIds[fact]} a ${types.join(", ")} ;`, `  ${rows.join(" ;\n  ")} .`);
  for (const item of evidence[fact]) lines.push("", ...evidenceTurtle(item));
  const body = lines.join("\n");
  const used = Object.entries(PREFIXES).filter(([name]) => new RegExp(`(^|[\\s^])${name}:`, "m").test(body));
  return [...used.map(([name, iri]) => `@prefix ${name}: <${iri}> .`), `@prefix id: <${graph.base}> .`, "", body, ""].join("\n");
}

function evidenceTurtle(item) {
  const id = `id:${more.evidenceIds[item]}`;
  const { article, start, end } = graph.evidence;
  const parts = sentence(item);
  if (!parts) return [`${id} a oa:SpecificResource ; oa:hasSource ${turtleTerm(article[item])} .`];
  return [
    `${id} a oa:SpecificResource ; oa:hasSource ${turtleTerm(article[item])} ; oa:hasSelector ${id}-pos, ${id}-quote .`,
    `${id}-pos a oa:TextPositionSelector ; oa:start ${start[item]} ; oa:end ${end[item]} .`,
    `${id}-quote a oa:TextQuoteSelector ; oa:exact ${turtleString(parts[1])} ; oa:prefix ${turtleString(parts[0])} ; oa:suffix ${turtleString(parts[2])} .`,
  ];
}

function copyFact(fact, control) {
  more.ready.then(() => copyText(factTurtle(fact), control, word("copyTurtle")));
}
