import { fail } from '../core/errors.ts';
import type { Damage, HealthOf } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** What is mine before what came from others: by the harm that its damage does. */
const ORDER: readonly Damage['what'][] = [
  'identity',
  'membership',
  'group key',
  'recovery file',
  'sealed group key',
  'other',
];

/** What is kept and damaged, each by what it is. */
export class DamageList {
  /** The entry about whose deletion is asked. */
  asked = $state.raw<Damage>();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The worst first; absent before it was looked for. */
  get found(): readonly Damage[] | undefined {
    return this.#session.damages;
  }

  /** Whether any is mine: a key of mine, a membership, or a file of them. */
  get hasMine(): boolean {
    return this.found?.some(({ what }) => what !== 'other') ?? false;
  }

  /** Looks at everything that is kept, what came from others too. */
  readonly look = new Task(() => this.#look('everything'));

  /** Looks at my keys and memberships only: soon over, whatever else is kept. */
  readonly lookAtMine = new Task(() => this.#look('mine'));

  /** Looks once more where something was found: it may be mended. */
  async follow(): Promise<void> {
    if (this.found && this.found.length > 0) await this.look.run();
  }

  /** Leads to where its sealed file, which is here still, is opened. */
  readonly bringBack = new Task(async ({ recovery }: Damage) => {
    const { inbox, peer, router } = this.#session;
    const keeping = await peer.keeping();
    const file = await keeping.recoveryFile(recovery ?? fail('recovery.none', 'no sealed file'));
    inbox.put({ given: file, isUnasked: false });
    router.go({ name: 'restore' });
  });

  /** Deletes what is left of one of them, for good. */
  readonly forget = new Task(async (damage: Damage) => {
    this.asked = undefined;
    await (await this.#session.peer.keeping()).forgetDamaged(damage);
    await this.#session.refresh();
    await this.look.run();
  });

  async #look(of: HealthOf): Promise<void> {
    const health = await (await this.#session.peer.keeping()).health(of);
    this.#session.damages = health.toSorted(
      (a, b) => ORDER.indexOf(a.what) - ORDER.indexOf(b.what),
    );
  }
}
