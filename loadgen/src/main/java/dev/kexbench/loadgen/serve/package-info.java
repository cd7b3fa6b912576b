/** {@code scripts/serve}: the server alone, with its keys and its client table. */
package dev.kexbench.loadgen.serve;
