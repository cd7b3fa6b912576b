/**
 * Session-key exchanges without I/O, and {@link dev.kexbench.core.Catalogue the list of them}.
 *
 * <ul>
 *   <li>{@code exchange}: what any exchange looks like from outside
 *   <li>{@code kx1}: KX1, the session-key exchange of this project
 *   <li>{@code crypto}: crypto backends and the pooling of their objects
 *   <li>{@code identity}: server keys, client table and their files
 * </ul>
 */
package dev.kexbench.core;
