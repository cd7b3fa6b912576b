/**
 * The server that is loaded: a child process of the load test, or servers that run elsewhere. Both
 * answer the same questions: addresses, keys, statistics.
 */
package dev.kexbench.loadgen.target;
