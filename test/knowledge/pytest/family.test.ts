import { holds } from '../family.js';

holds('pytest');
