import { holds } from '../family.js';

holds('node');
