export const VERSION = 'one';
