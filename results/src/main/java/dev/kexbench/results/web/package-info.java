/**
 * Pages over HTTP for a browser on this machine, by the JDK's own server: which requests are
 * answered, and under which rules a browser shows the answers. Knows no page.
 */
package dev.kexbench.results.web;
