import { holds } from '../family.js';

holds('native');
