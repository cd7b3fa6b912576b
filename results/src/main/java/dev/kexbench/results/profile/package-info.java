/**
 * Profiles of a JVM by sampling: async-profiler, or the JDK's Flight Recorder where that cannot be
 * loaded, and flame graphs of what they have recorded.
 */
package dev.kexbench.results.profile;
