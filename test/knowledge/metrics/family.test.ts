import { holds } from '../family.js';

holds('metrics');
