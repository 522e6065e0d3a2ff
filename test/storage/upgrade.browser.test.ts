import { goneContract } from './gone.contract.ts';
import { upgradeContract } from './upgrade.contract.ts';

goneContract();
upgradeContract();
