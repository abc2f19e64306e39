import { holds } from '../family.js';

holds('data');
