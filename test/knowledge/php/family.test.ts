import { holds } from '../family.js';

holds('php');
