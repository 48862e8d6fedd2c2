import { mount } from 'svelte';
import App from './App.svelte';
import './design.css';

mount(App, { target: document.body });
