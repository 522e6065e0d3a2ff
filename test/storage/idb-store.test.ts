import 'fake-indexeddb/auto';
import { databaseContract } from './database.contract.ts';
import { goneContract } from './gone.contract.ts';
import { idbGround } from './raw-database.ts';
import { storeContract } from './store.contract.ts';
import { upgradeContract } from './upgrade.contract.ts';

storeContract('the store on an imitation of IndexedDB', idbGround);
databaseContract('the database on an imitation of IndexedDB');
goneContract();
upgradeContract();
