import { holds } from '../family.js';

holds('lint');
