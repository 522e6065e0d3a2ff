import { databaseContract } from './database.contract.ts';
import { idbGround } from './raw-database.ts';
import { storeContract } from './store.contract.ts';

storeContract('the store on IndexedDB', idbGround);
databaseContract('the database on IndexedDB');
