import { holds } from '../family.js';

holds('ruby');
