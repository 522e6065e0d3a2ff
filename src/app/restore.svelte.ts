import { fail, isPeerError } from '../core/errors.ts';
import type { Reason } from '../core/reasons.ts';
import { isLikeRecoveryCode, parseRecoveryCode, passwordFor } from '../core/recovery-code.ts';
import { bytesOfArchive } from '../exchange/files.ts';
import type { FoundDocument } from '../exchange/find-document.ts';
import { archiveIn, type Given } from '../exchange/given.ts';
import type { ArchiveContent, Identity, Peer, RecoveredIdentity, RestoredPiece } from '../peer.ts';
import { DamageList } from './damage-list.svelte.ts';
import { HandedIn } from './handed-in.svelte.ts';
import type { OfferedDocument } from './offered-documents.ts';
import { routeOf, type Route } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** Something that was saved, found in what was given in. Nothing of it is opened yet. */
export type Saved =
  | {
      readonly kind: 'recovery file';
      readonly text: string;
      /** Whose it says that it is. */
      readonly peerName: Identity['peerName'];
    }
  | { readonly kind: 'group configuration'; readonly text: string }
  | { readonly kind: 'archive'; readonly bytes: Bytes; readonly content: ArchiveContent };

/** Why a file brings nothing back, by why it is no document. */
const SAVED_REASONS: Readonly<Partial<Record<Reason, Reason>>> = {
  'document.none': 'recovery.nothing',
  'code.none': 'recovery.nothing',
  'document.cut': 'recovery.damaged',
};

type Keeping = Awaited<ReturnType<Peer['keeping']>>;
type Bytes = Parameters<Keeping['openArchive']>[0];

/**
 * Bringing back what was saved. Neither the file nor its password is kept as a step: whoever loads
 * the page anew chooses the file again.
 */
export class Restore {
  readonly box: HandedIn;
  saved = $state.raw<Saved>();
  /** Somebody wanted to go on without one. */
  insisted = $state(false);
  /** The file was tried, and this is what it brings back. */
  tested = $state.raw<RecoveredIdentity>();
  /** What became of each piece of an archive, so far. */
  pieces = $state.raw<readonly RestoredPiece[]>([]);
  #typed = $state('');
  readonly #session: Session;
  /** The screen that this is, to lead on from as long as it is shown. */
  readonly #here: Route;

  constructor(session: Session) {
    this.#session = session;
    this.#here = session.router.route;
    this.box = new HandedIn(session.peer, 'recovery file');
  }

  /** The code or the password, as it is typed. What was said of another one holds no more. */
  get password(): string {
    return this.#typed;
  }

  set password(typed: string) {
    this.#typed = typed;
    this.#forgetSaid();
  }

  /** Reads what has come in by any entrance. */
  readonly start = new Task(async () => {
    const arrival = this.#session.inbox.take();
    if (!arrival) return;
    const { given } = arrival;
    await this.read.run(typeof given === 'function' ? await given() : given);
  });

  /** Finds what was saved in what was given in; what is something else is opened where that belongs. */
  readonly read = new Task<[given: Given]>(async (given) => {
    this.#putAside();
    const archive = await archiveIn(given);
    if (archive) return this.#takeArchive(archive);
    const meant = await this.#find(given);
    if (meant) await this.#take(meant);
  });

  /** Takes the one that was meant among several. */
  readonly choose = new Task<[offered: OfferedDocument]>(({ document }) => this.#take(document));

  /** What was typed, in the form in which codes are written, where it is a code. */
  readonly code = $derived.by(() => parseRecoveryCode(this.password));

  /** It is meant for a code, and a character in it is wrong. */
  readonly isCodeWrong = $derived.by(
    () => this.code === undefined && isLikeRecoveryCode(this.password),
  );

  /** The identity of a recovery file, where it is in this browser. */
  readonly present = $derived.by(() => {
    const { saved } = this;
    if (saved?.kind !== 'recovery file') return undefined;
    return this.#session.identities.find(({ peerName }) => peerName === saved.peerName);
  });

  /** How many pieces of an archive have another password than those typed so far. */
  readonly left = $derived(
    this.pieces.filter(({ outcome }) => outcome === 'another password').length,
  );

  /** Whether it opens without a password: a saved group may have none, and brings a key back later. */
  readonly isOptional = $derived.by(() => {
    const { saved } = this;
    if (saved?.kind === 'archive') return saved.content.recoveries.length === 0;
    return saved?.kind === 'group configuration';
  });

  /** Whether a password has still to be typed. */
  readonly isMissing = $derived(this.password === '' && !this.isOptional);

  /** Opens a recovery file, and changes nothing. */
  readonly test = new Task(async () => {
    const { saved } = this;
    if (saved?.kind !== 'recovery file' || this.#insist()) return;
    const keeping = await this.#session.peer.keeping();
    this.tested = await keeping.testRecoveryFile(saved.text, this.#secret);
  });

  readonly bringBack = new Task(async () => {
    const { saved } = this;
    if (!saved || this.#insist()) return;
    const keeping = await this.#session.peer.keeping();
    if (saved.kind === 'archive') await this.#bringArchive(keeping, saved.bytes);
    else if (saved.kind === 'recovery file') await this.#bringIdentity(keeping, saved.text);
    else await this.#bringGroup(keeping, saved.text);
    if (this.#session.identity) this.#session.keepData();
    await new DamageList(this.#session).follow();
  });

  /** Nobody has looked at the page for long. What is being opened has its password already. */
  readonly cover = (): void => {
    this.password = '';
  };

  /** For another file: not before what is done with this one is over. */
  readonly clear = (): void => {
    if (this.bringBack.running || this.test.running) return;
    this.leave();
  };

  /** The screen is left. */
  readonly leave = (): void => {
    this.#putAside();
    this.box.clear();
    this.read.forgive();
    this.choose.forgive();
    this.start.forgive();
  };

  /** What is refused is named as what was saved, and not as what somebody has sent; half a file is nothing to mend by hand. */
  async #find(given: Given): Promise<FoundDocument | undefined> {
    try {
      return await this.box.find(given);
    } catch (cause) {
      if (typeof given !== 'string') this.box.clear();
      const reason = isPeerError(cause) ? SAVED_REASONS[cause.reason] : undefined;
      if (reason === undefined) throw cause;
      return fail(reason, 'not what was saved', { cause });
    }
  }

  get #secret(): string {
    return passwordFor(this.password);
  }

  #insist(): boolean {
    this.#forgetSaid();
    this.insisted = this.isMissing;
    return this.insisted;
  }

  /** What came of the last time that it was tried. */
  #forgetSaid(): void {
    this.insisted = false;
    this.tested = undefined;
    this.test.forgive();
    this.bringBack.forgive();
  }

  #putAside(): void {
    this.saved = undefined;
    this.password = '';
    this.pieces = [];
  }

  async #take({ kind, text }: FoundDocument): Promise<void> {
    const keeping = await this.#session.peer.keeping();
    if (kind === 'recovery file') {
      this.saved = { kind, text, peerName: await keeping.peerNameOf(text) };
    } else if (kind === 'group configuration') {
      this.saved = { kind, text };
    } else {
      this.#session.openAnew(text);
    }
    this.box.clear();
  }

  async #takeArchive(file: File): Promise<void> {
    const keeping = await this.#session.peer.keeping();
    const bytes = await bytesOfArchive(file);
    this.saved = { kind: 'archive', bytes, content: await keeping.openArchive(bytes) };
    this.box.clear();
  }

  async #bringIdentity(keeping: Keeping, text: string): Promise<void> {
    const { friendlyName } = await keeping.restoreIdentity(text, this.#secret);
    await this.#leaveFor({ name: 'home' });
    this.#session.say(this.#session.text.restore.back(friendlyName));
  }

  async #bringGroup(keeping: Keeping, text: string): Promise<void> {
    const secret = this.password === '' ? undefined : this.#secret;
    const group = await keeping.importGroupConfiguration(text, secret);
    await this.#leaveFor(routeOf(group));
    const { restore, errors } = this.#session.text;
    const back = restore.back(group.friendlyName);
    this.#session.say(group.keyRefusal ? [...back, ' ', errors[group.keyRefusal.reason]] : back);
  }

  async #leaveFor(route: Route): Promise<void> {
    this.#putAside();
    await this.#session.refresh();
    this.#session.router.replace(route, this.#here);
  }

  async #bringArchive(keeping: Keeping, bytes: Bytes): Promise<void> {
    const { pieces } = await keeping.restoreArchive(bytes, this.#secret);
    await this.#session.refresh();
    // Another file was opened meanwhile: what became of this one is not its report.
    if (this.saved?.kind !== 'archive' || this.saved.bytes !== bytes) return;
    const before = this.pieces;
    // What an earlier password has brought back is not news that it is here.
    this.pieces = pieces.map((piece, place) => {
      const earlier = before[place];
      return earlier?.outcome === 'restored' ? earlier : piece;
    });
    // What holds a slip and opened nothing is looked at again, and not typed again.
    if (this.isCodeWrong && pieces.every(({ outcome }) => outcome !== 'restored')) return;
    this.password = '';
  }
}
