import { holds } from '../family.js';

holds('rust');
