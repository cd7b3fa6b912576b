/**
 * {@code scripts/enroll}: creates server keys; adds, removes and lists clients. Of this module it
 * uses only {@code database}.
 */
package dev.kexbench.loadgen.enroll;
