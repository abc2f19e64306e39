import { holds } from '../family.js';

holds('go');
