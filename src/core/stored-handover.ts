/** What is kept of what I handed to others. */

/** What I handed to somebody: my identity card, an invitation that I issued, or a request for somebody's card. */
export const HANDED = ['card', 'invitation', 'request'] as const;

export type Handed = (typeof HANDED)[number];

/** How it left: copied as text or as a link, saved, shared by the device, shown as a code, opened for printing. */
export const WAYS = ['text', 'link', 'file', 'share', 'code', 'print'] as const;

export type HandingWay = (typeof WAYS)[number];

/** One way in which something left, and when it last did. */
export interface Handing {
  readonly way: HandingWay;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** Something of mine that I handed to somebody, or am about to, and what became of it. */
export interface StoredHandover {
  readonly id: string;
  readonly what: Handed;
  /** Whose it is: an identity of mine. */
  readonly identity: string;
  /** Peer name of the group of an invitation or a request, or for whose renewal a card is given; else empty. */
  readonly group: string;
  /** The id of the invitation; empty for anything else. */
  readonly invitation: string;
  /** Peer name of whom an invitation is for; empty for anything else. */
  readonly person: string;
  /** A card: what for, as it was typed. An invitation: the name of whom it is for. A request: whom I asked, as it was typed. */
  readonly about: string;
  /** Each way once, the newest last; empty for an invitation that was not given yet. */
  readonly ways: readonly Handing[];
  readonly begun: number;
  /** When what was awaited came. */
  readonly answered?: number;
  /** When I said that I wait no longer. */
  readonly givenUp?: number;
}
