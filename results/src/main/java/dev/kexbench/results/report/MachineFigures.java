package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kexbench.results.machine.Contention;

/**
 * Whether server and generator had their cores to themselves over the measured time. A component is
 * null, and absent from a report, if it is unknown.
 *
 * @param server the worst of all servers
 * @param generator the worst of all agents
 * @param ceilingOmitted why the private-key rate, which is the ceiling, is not reported, as the end
 *     of a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MachineFigures(Contention server, Contention generator, String ceilingOmitted) {}
