/**
 * {@code scripts/enroll}: creates server keys; adds, removes and lists clients. Depends on no other
 * package of this module.
 */
package dev.kexbench.loadgen.enroll;
