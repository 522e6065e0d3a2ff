/** Every word that a screen says is in the catalogue: nothing is written into a component or a view state. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** As sentences and labels are written: with a capital and a space, or with a mark at the end. Names of kinds are not. */
const SENTENCE = /^\p{Lu}\p{Ll}+ (?:0 )?\p{L}{2,}|\p{L}{2,} (?:0 )?\p{L}{2,}.*[.?:…]$/u;

/** In the place of what is put into a text. */
const HOLE = '0';

/** Attributes that are read out or shown, of elements and of our components. */
const SAID_ATTRIBUTES =
  /^(?:alt|title|placeholder|label|hint|lead|says|aria-(?:label|description|roledescription|valuetext))$/;

/** What does not stand for itself in every language. */
const WORD = /\p{L}{2,}/u;

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .map((path) => ({ path, text: () => readFileSync(SRC + path, 'utf8') }));
const components = files.filter(({ path }) => path.endsWith('.svelte'));
const states = files.filter(({ path }) => /^(?:app|exchange|views)\/.*\.ts$/u.test(path));

test.each(components)('$path says nothing of its own', ({ text }) => {
  const { fragment, instance, module } = parse(text(), { modern: true });
  const said = [...nodesOf(fragment)].flatMap(literalWordsOf);
  const scripts = [instance, module].flatMap((script) => [...nodesOf(script)].flatMap(sentencesOf));
  expect([...said, ...scripts]).toEqual([]);
});

test.each(states)('$path says nothing of its own', ({ path, text }) => {
  const file = ts.createSourceFile(path, text(), ts.ScriptTarget.Latest);
  expect([...literalsOf(file)].filter((literal) => SENTENCE.test(literal))).toEqual([]);
});

/** A node of a component: of the markup, or of a script in it. */
type SomeNode = Readonly<Record<string, unknown>>;

function* nodesOf(value: unknown): Generator<SomeNode> {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value) yield value;
  for (const part of Object.values(value)) yield* nodesOf(part);
}

/** Text between tags and in attributes that people get to know, and sentences in expressions. */
function literalWordsOf(node: SomeNode): readonly string[] {
  if (node['type'] === 'Attribute') return wordsOfAttribute(node);
  return node['type'] === 'Fragment' ? textsIn(node['nodes']) : sentencesOf(node);
}

function wordsOfAttribute({ name, value }: SomeNode): readonly string[] {
  return SAID_ATTRIBUTES.test(String(name)) ? textsIn(value) : [];
}

function textsIn(nodes: unknown): readonly string[] {
  if (!Array.isArray(nodes)) return [];
  return (nodes as readonly SomeNode[])
    .filter(({ type }) => type === 'Text')
    .map(({ data }) => String(data).trim())
    .filter((text) => WORD.test(text));
}

function sentencesOf(node: SomeNode): readonly string[] {
  const text = node['type'] === 'TemplateLiteral' ? templateOf(node) : node['value'];
  const isText = node['type'] === 'TemplateLiteral' || node['type'] === 'Literal';
  return isText && typeof text === 'string' && SENTENCE.test(text) ? [text] : [];
}

function templateOf({ quasis }: SomeNode): string {
  const parts = quasis as readonly { readonly value: { readonly cooked: string } }[];
  return parts.map(({ value }) => value.cooked).join(HOLE);
}

/** Every text in a program, but for what only somebody who looks for a fault gets to see. */
function* literalsOf(node: ts.Node): Generator<string> {
  if (isForDevelopers(node)) return;
  if (ts.isStringLiteralLike(node)) yield node.text;
  if (ts.isTemplateExpression(node)) {
    yield [node.head, ...node.templateSpans.map(({ literal }) => literal)]
      .map(({ text }) => text)
      .join(HOLE);
  }
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (part) => void parts.push(part));
  for (const part of parts) yield* literalsOf(part);
}

/** Errors are thrown with a detail for the section "Details"; types have no text. */
function isForDevelopers(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return nameOf(node.expression).endsWith('Error');
  if (ts.isCallExpression(node)) return nameOf(node.expression) === 'fail';
  return ts.isTypeNode(node);
}

function nameOf(node: ts.Expression): string {
  return ts.isIdentifier(node) ? node.text : '';
}
