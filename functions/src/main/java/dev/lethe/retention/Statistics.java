package dev.lethe.retention;

import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is kept of days without whom, and what it is counted from. {@link EndedDays} writes it. */
public interface Statistics {

    /** Of whom something is due on a day, at most {@code max}: storage ids are random, so that a part of them is a fair sample. */
    Set<StorageId> due(Tenant tenant, LocalDate day, int max);

    /** Somebody whose key lives. */
    record Person(SubjectId subject, StorageId sid) {}

    /**
     * Some people of a tenant.
     *
     * @param next behind which place the next come; absent on the last page
     */
    record People(List<Person> people, Optional<String> next) {}

    /** People behind a place. */
    People people(Tenant tenant, Optional<String> after);

    /** The last day of which anything was counted. */
    Optional<LocalDate> lastDay(Tenant tenant);

    /** What is kept of a day, by purpose. */
    List<Statistic> of(Tenant tenant, LocalDate day);
}
