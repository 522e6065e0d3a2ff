/** How pages hear of what others have written. */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Kind, Store } from '../../src/core/stores.ts';
import type { Ground } from './ground.ts';
import { stepOf } from './kept.ts';

export function tidingsContract(createGround: () => Ground): void {
  describe('tidings', () => {
    let mine: Store;
    let other: Store;
    let heard: (readonly Kind[])[];

    beforeEach(async () => {
      const ground = createGround();
      [mine, other] = [await ground.open(), await ground.open()];
      heard = [];
    });

    /** By then everything that was told before has come. */
    async function settled(): Promise<void> {
      const last = heard.length;
      await new Promise<void>((resolve) => {
        const end = other.listen((kinds) => {
          if (kinds.includes('choices')) {
            end();
            resolve();
          }
        });
        void mine.write([{ put: 'choices', value: { id: 'end', value: '' } }]);
      });
      heard = heard.filter((kinds, at) => at < last || !kinds.includes('choices'));
    }

    test('another page hears which kinds were written, each once, and reads what is new', async () => {
      const read = new Promise<unknown>((resolve) => {
        other.listen((kinds) => {
          heard.push(kinds);
          if (kinds.includes('steps')) resolve(other.list('steps'));
        });
      });
      await mine.write([
        { add: 'steps', value: stepOf('one') },
        { add: 'steps', value: stepOf('two') },
        { put: 'marks', value: { id: 'latest', at: 1 } },
      ]);
      expect(await read).toEqual([stepOf('one'), stepOf('two')]);
      await settled();
      expect(heard).toEqual([['steps', 'marks']]);
    });

    test('nobody hears of what he has written himself, nor of what was refused or empty', async () => {
      await mine.write([{ add: 'steps', value: stepOf('one') }]);
      await settled();
      for (const store of [mine, other]) store.listen((kinds) => heard.push(kinds));
      const again = mine.write([{ add: 'steps', value: stepOf('one') }]);
      await expect(again).rejects.toMatchObject({ reason: 'storage.exists' });
      await mine.write([]);
      await settled();
      expect(heard).toEqual([]);
    });

    test('whoever has ended the listening hears no more', async () => {
      const end = other.listen((kinds) => heard.push(kinds));
      end();
      await mine.write([{ add: 'steps', value: stepOf('one') }]);
      await settled();
      expect(heard).toEqual([]);
    });
  });
}
