using System.Text.Json.Serialization;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Which instances to list, as the designer asks. Empty lists and texts do not filter.</summary>
internal sealed record InstanceQuery
{
    /// <summary>Nobody reads more rows of one page, and a request without a size gets no more either: there may be millions.</summary>
    private const int MaxPageSize = 1000;

    public int? Page { get; init; }

    public int? PageSize { get; init; }

    public string? SearchTerm { get; init; }

    public string? DefinitionId { get; init; }

    public string[]? DefinitionIds { get; init; }

    public string? CorrelationId { get; init; }

    public int? Version { get; init; }

    public bool? HasIncidents { get; init; }

    public string? Status { get; init; }

    public string[]? Statuses { get; init; }

    public string? SubStatus { get; init; }

    public string[]? SubStatuses { get; init; }

    public bool? IsSystem { get; init; }

    public TimestampCondition[]? TimestampFilters { get; init; }

    public string? OrderBy { get; init; }

    public string? OrderDirection { get; init; }

    /// <summary>No instance here is the system's own.</summary>
    [JsonIgnore]
    public bool AsksForNothing => IsSystem == true;

    /// <exception cref="Engine.Definitions.DefinitionInvalidException">A condition cannot be read.</exception>
    public InstanceFilter ToFilter()
    {
        var take = Math.Clamp(PageSize ?? MaxPageSize, 1, MaxPageSize);
        return new InstanceFilter
        {
            DefinitionIds = All(DefinitionId, DefinitionIds),
            Statuses = WantedStatuses(),
            CorrelationId = string.IsNullOrEmpty(CorrelationId) ? null : CorrelationId,
            Version = Version,
            HasIncidents = HasIncidents,
            Periods = [.. (TimestampFilters ?? []).Select(condition => condition.ToPeriod())],
            SearchTerm = string.IsNullOrEmpty(SearchTerm) ? null : SearchTerm,
            OrderBy = OrderBy,
            Descending = !string.Equals(OrderDirection, "Ascending", StringComparison.OrdinalIgnoreCase),
            Skip = (int)Math.Min(int.MaxValue - take, Math.Max(0L, Page ?? 0) * take),
            Take = take,
        };
    }

    private InstanceStatus[] WantedStatuses()
    {
        var main = All(Status, Statuses);
        var sub = All(SubStatus, SubStatuses);
        if (main.Length == 0 && sub.Length == 0)
            return [];
        return
        [
            .. Enum.GetValues<InstanceStatus>().Where(status =>
                (main.Length == 0 || main.Contains(InstanceSummary.MainStatus(status), StringComparer.OrdinalIgnoreCase))
                && (sub.Length == 0 || sub.Contains(status.ToString(), StringComparer.OrdinalIgnoreCase))),
        ];
    }

    private static string[] All(string? one, string[]? many) => [.. (many ?? []).Append(one ?? "").Where(value => value.Length > 0).Distinct()];
}
