import { holds } from '../family.js';

holds('git');
