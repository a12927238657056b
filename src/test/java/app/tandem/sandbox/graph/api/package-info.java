/** The resources of Graph v1.0 for mail: paths, rights, limits and answers. */
package app.tandem.sandbox.graph.api;
