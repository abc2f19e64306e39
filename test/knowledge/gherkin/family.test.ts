import { holds } from '../family.js';

holds('gherkin');
