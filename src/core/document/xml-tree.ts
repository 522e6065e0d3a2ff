/** Small XML that nests, such as a query: as strict as our documents, and no larger than it has to be. */

import { fail } from '../errors.ts';
import { readXml, type XmlReader } from './xml-parser.ts';

/** An element with all that is in it. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** What stands in it, its children excepted. */
  readonly text: string;
}

/** How much of it there may be. */
export interface TreeLimits {
  /** UTF-16 code units. */
  readonly length: number;
  /** Elements inside one another, the root among them. */
  readonly depth: number;
  /** Elements altogether. */
  readonly count: number;
}

/**
 * Reads a text as a tree.
 *
 * @param text not trusted
 * @throws {PeerError} `E_INVALIDARG` with `size.text`, `document.empty` or `xml.*`
 */
export function parseTree(text: string, limits: TreeLimits): XmlNode {
  const reader = new TreeReader(limits);
  readXml(text, limits.length, reader);
  return reader.root;
}

interface OpenNode {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: OpenNode[];
  text: string;
}

class TreeReader implements XmlReader {
  readonly #limits: TreeLimits;
  readonly #open: OpenNode[] = [];
  #root: OpenNode | undefined;
  #count = 0;

  constructor(limits: TreeLimits) {
    this.#limits = limits;
  }

  get root(): XmlNode {
    return this.#root ?? fail('xml.syntax', 'no root');
  }

  open(name: string): void {
    const { count, depth } = this.#limits;
    if (++this.#count > count) fail('xml.schema', `more than ${count} elements`);
    if (this.#open.length === depth) fail('xml.schema', `deeper than ${depth}`);
    const node: OpenNode = { name, attributes: new Map(), children: [], text: '' };
    this.#open.at(-1)?.children.push(node);
    this.#root ??= node;
    this.#open.push(node);
  }

  attribute(name: string, value: string): void {
    const attributes = this.#open.at(-1)?.attributes;
    if (attributes?.has(name)) fail('xml.schema', 'an attribute twice');
    attributes?.set(name, value);
  }

  text(text: string): void {
    const node = this.#open.at(-1);
    if (node) node.text += text;
  }

  close(): void {
    this.#open.pop();
  }
}
