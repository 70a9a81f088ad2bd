/** Stands for `react-devtools-core` in the bundle: Ink imports it on request only, but a bundle must find every import. */
export default undefined
