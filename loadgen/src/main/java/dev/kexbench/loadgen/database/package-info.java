/**
 * Clients in a relational database: the options that name it, reading its table {@code clients},
 * and changing it.
 */
package dev.kexbench.loadgen.database;
