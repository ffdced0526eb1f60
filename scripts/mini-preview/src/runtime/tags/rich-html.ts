const TAGS = new Set(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul'.split(
    ' ',
  ),
);
const ATTRIBUTES: Record<string, string[]> = {
  '*': ['class', 'style', 'dir'],
  a: [],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  img: ['alt', 'src', 'height', 'width'],
  ol: ['start', 'type'],
  table: ['width'],
  td: ['colspan', 'height', 'rowspan', 'width'],
  th: ['colspan', 'height', 'rowspan', 'width'],
};
const SAFE_SOURCE = /^(https?:|data:image\/|blob:|\/|\.)/i;

interface RichNode {
  type?: 'node' | 'text';
  name?: string;
  attrs?: Record<string, string>;
  children?: RichNode[];
  text?: string;
}

/**
 * The DOM of a rich text, given as HTML or as WeChat's node tree. Only the tags and attributes that WeChat documents
 * are taken; scripts, handlers, links and foreign addresses are not.
 */
export function cleanHtml(nodes: unknown): Node[] {
  if (typeof nodes === 'string') {
    const parsed = new DOMParser().parseFromString(nodes, 'text/html');
    return [...parsed.body.childNodes].flatMap(fromDom);
  }
  return Array.isArray(nodes) ? (nodes as RichNode[]).flatMap(fromTree) : [];
}

function fromDom(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')];
  if (!(node instanceof Element)) return [];
  const name = node.localName;
  if (!TAGS.has(name)) return name === 'script' || name === 'style' ? [] : [...node.childNodes].flatMap(fromDom);
  const attributes = Object.fromEntries([...node.attributes].map(({ name: key, value }) => [key, value]));
  return [build(name, attributes, [...node.childNodes].flatMap(fromDom))];
}

function fromTree(node: RichNode): Node[] {
  if (node.type === 'text') {
    const text = new DOMParser().parseFromString((node.text ?? '').replace(/</g, '&lt;'), 'text/html').body.textContent;
    return [document.createTextNode(text ?? '')];
  }
  const name = (node.name ?? '').toLowerCase();
  return TAGS.has(name) ? [build(name, node.attrs ?? {}, (node.children ?? []).flatMap(fromTree))] : [];
}

function build(name: string, attributes: Record<string, string>, children: Node[]): Element {
  const element = document.createElement(name);
  const allowed = [...ATTRIBUTES['*']!, ...(ATTRIBUTES[name] ?? [])];
  for (const [key, value] of Object.entries(attributes)) {
    if (!allowed.includes(key)) continue;
    if (key === 'src' && !SAFE_SOURCE.test(value)) continue;
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}
