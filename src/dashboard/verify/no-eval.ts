import { Settings } from 'typebox/system';

// The page's policy lets nobody make code out of texts. Told before any schema is made, so that none tries.
Settings.Set({ useAcceleration: false });
