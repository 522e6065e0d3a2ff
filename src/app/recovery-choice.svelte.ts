import { fail } from '../core/errors.ts';
import { createRecoveryCode } from '../core/recovery-code.ts';
import type { Judgement } from './password-strength.ts';
import { Task } from './task.svelte.ts';

/** What can seal a key that is about to be made. */
export const SEALINGS = ['code', 'password', 'without'] as const;
export type Sealing = (typeof SEALINGS)[number];

/** What stands in the way of going on. */
export type Obstacle = 'repeat-missing' | 'repeat-wrong' | 'password-missing' | 'password-weak';

/**
 * How a key is to be sealed that is about to be made. Code and password live as long as the screen
 * that asks for them: they are never kept, not even as a step half done.
 */
export class RecoveryChoice {
  sealing = $state<Sealing>('code');
  /** Made up here: groups of letters and digits. */
  code = $state(createRecoveryCode());
  /** The end of the code, as somebody types it who has written it down. */
  repeated = $state('');
  /** Nobody has looked at the page for long: it shows the code when it is asked to. */
  isCovered = $state(false);
  /** Of the password as it is typed; `undefined` until it is judged. */
  judgement = $state.raw<Judgement>();
  /** Somebody wanted to go on: what stands in the way is said now. */
  insisted = $state(false);
  readonly #own: () => readonly string[];
  #password = $state('');
  #judging = Promise.resolve();

  /** @param own the names that the password stands beside, which are guessed first */
  constructor(own: () => readonly string[]) {
    this.#own = own;
  }

  get password(): string {
    return this.#password;
  }

  set password(typed: string) {
    this.#password = typed;
    this.judgement = undefined;
    void this.judgeSoon();
  }

  readonly obstacle = $derived.by((): Obstacle | undefined => {
    if (this.sealing === 'code') return this.#obstacleOfCode();
    if (this.sealing === 'without') return undefined;
    if (this.#password === '') return 'password-missing';
    return !this.judgement || this.judgement.strength === 'weak' ? 'password-weak' : undefined;
  });

  /** What seals the key; `undefined` for nothing. */
  get secret(): string | undefined {
    return { code: this.code, password: this.#password, without: undefined }[this.sealing];
  }

  /** Has the password judged as it stands, once however often that is asked for. */
  judgeSoon(): Promise<void> {
    if (!this.judge.running) this.#judging = this.judge.run();
    return this.#judging;
  }

  /** Whether nothing stands in the way, once the password is judged; else it is said what does. */
  async goOn(): Promise<boolean> {
    if (this.sealing === 'password' && !this.judgement) await this.judgeSoon();
    this.insisted = this.obstacle !== undefined;
    return !this.insisted;
  }

  /** Judges the password as it stands; before anything is typed, it has the judge brought. */
  readonly judge = new Task(async () => {
    const { judgePassword } = await import('./password-strength.ts').catch((cause: unknown) =>
      fail('app.incomplete', 'the estimator did not come', { cause }),
    );
    const judgement = judgePassword(this.#password, this.#own());
    this.judgement = this.#password === '' ? undefined : judgement;
  });

  /** Nobody has looked at the page for long. The code stays: it may be on paper by now. */
  readonly cover = (): void => {
    this.isCovered = true;
    this.#password = '';
    this.judgement = undefined;
  };

  /** It has done its work, or the screen is left. */
  readonly forget = (): void => {
    this.code = '';
    this.repeated = '';
    this.#password = '';
    this.judgement = undefined;
  };

  #obstacleOfCode(): Obstacle | undefined {
    const end = plainEnd(this.repeated);
    if (end === '') return 'repeat-missing';
    return end === plainEnd(this.code) ? undefined : 'repeat-wrong';
  }
}

/** How many characters stand in the last group. */
const END_LENGTH = 5;

/** The last group of a code, however it is typed: whoever pastes the whole code has it too. */
function plainEnd(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replace(/O/gu, '0');
  return plain.replace(/[IL]/gu, '1').slice(-END_LENGTH);
}
