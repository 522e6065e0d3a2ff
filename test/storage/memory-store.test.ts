import { createMemoryStore, emptyMemory } from '../../src/storage/memory-store.ts';
import type { Ground } from './ground.ts';
import { storeContract } from './store.contract.ts';

storeContract('the store in memory', memoryGround);

function memoryGround(): Ground {
  const memory = emptyMemory();
  return {
    open: () => Promise.resolve(createMemoryStore(memory)),
    plant(kind, key, value) {
      const shelf = new Map(memory.shelves[kind]).set(key, value);
      memory.shelves = { ...memory.shelves, [kind]: shelf };
      return Promise.resolve();
    },
  };
}
