import { holds } from '../family.js';

holds('tokio');
