using System.Text.Json;
using ClarityConnect.Workflows.Engine.Choices;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical.Accounts;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>What activities that derive accounts and dimensions from a table have in common.</summary>
public abstract class DerivationActivity : CodeActivity<IReadOnlyDictionary<string, string>>
{
    internal const string Found = "Found";
    internal const string NotFound = "Not found";

    /// <summary>The mapping table.</summary>
    [Input(DisplayName = "Mapping table", Description = "The table whose rows say what follows from what. '*' stands for anything; the row with the most conditions wins.", Choices = typeof(MappingTableChoices), IsRequired = true)]
    public Input<string> TableName { get; set; } = new();

    /// <summary>The shop.</summary>
    [Input(Description = "The shop or location where it happened.")]
    public Input<string> Location { get; set; } = new();

    /// <summary>The till or device.</summary>
    [Input(Description = "The till or card terminal.")]
    public Input<string> Terminal { get; set; } = new();

    /// <summary>The customer.</summary>
    [Input(Description = "The customer's number or group.")]
    public Input<string> Customer { get; set; } = new();

    /// <summary>Facts that the table knows besides.</summary>
    [Input(DisplayName = "Further facts", Description = "Facts for other columns of the table, such as { \"channel\": \"web\" }.", UIHint = "json-editor", Category = "Advanced")]
    public Input<object> FurtherFacts { get; set; } = new();

    /// <summary>Several sets of facts at once.</summary>
    [Input(Description = "A list of objects whose fields are facts, to derive for each: such as totals with transaction and cardType. Each comes back with the derived columns added.", Category = "Advanced")]
    public Input<IReadOnlyList<JsonElement>> Lines { get; set; } = new();

    /// <summary>The day on which rows must be valid.</summary>
    [Input(Description = "The day on which the table's rows must be valid. Empty for today.")]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>Which row matched.</summary>
    [Output(Description = "Which row of the table matched and why, or what was looked for in vain.")]
    public Output<string> Explanation { get; set; } = new();

    /// <summary>The lines with what was derived.</summary>
    [Output(DisplayName = "Derived lines", Description = "The lines with the derived columns added. Lines for which nothing was found are as they were.")]
    public Output<IReadOnlyList<IReadOnlyDictionary<string, object?>>> DerivedLines { get; set; } = new();

    /// <summary>What was looked for in vain.</summary>
    [Output(Description = "What was looked for in vain, each in a sentence.")]
    public Output<IReadOnlyList<string>> Missing { get; set; } = new();

    /// <summary>The result without which nothing counts as found; null where any will do.</summary>
    private protected virtual string? NeededResult => null;

    /// <summary>The facts of this activity's own inputs.</summary>
    private protected virtual Dictionary<string, string?> Facts(ActivityExecutionContext context) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["location"] = context.Get(Location), ["terminal"] = context.Get(Terminal), ["customer"] = context.Get(Customer),
    };

    /// <summary>Sets the outputs that have names of their own.</summary>
    private protected abstract void Report(ActivityExecutionContext context, DerivedValues found);

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var name = context.GetRequired(TableName);
        var table = DerivationTable.Read(await MappingTableData.ReadAsync(context, name), DerivationTable.AccountFacts);
        var date = context.Day(Date);
        var facts = Facts(context);
        if (context.Data(FurtherFacts) is { } further)
            Add(facts, further, table, "further facts");
        var missing = new List<string>();
        if (context.Get(Lines) is { Count: > 0 } lines)
        {
            var derived = new List<IReadOnlyDictionary<string, object?>>(lines.Count);
            foreach (var line in lines)
            {
                var own = new Dictionary<string, string?>(facts, StringComparer.OrdinalIgnoreCase);
                Add(own, line, table, "lines");
                var columns = line.EnumerateObject().ToDictionary(field => field.Name, object? (field) => field.Value);
                foreach (var (column, value) in Find(table, own, date, name, missing)?.Values ?? new Dictionary<string, string>())
                    columns[column] = value;
                derived.Add(columns);
            }

            context.Set(DerivedLines, derived);
            context.Set(Explanation, missing.Count == 0 ? $"All {lines.Count} lines were derived." : string.Join(' ', missing.Distinct()));
        }
        else if (Find(table, facts, date, name, missing) is { } found)
        {
            context.Set(Result, found.Values);
            context.Set(Explanation, found.Explanation);
            Report(context, found);
        }
        else
        {
            context.Set(Explanation, missing[0]);
        }

        context.Set(Missing, (IReadOnlyList<string>)[.. missing.Distinct()]);
        context.Complete(missing.Count == 0 ? Found : NotFound);
    }

    private static void Add(Dictionary<string, string?> facts, JsonElement data, DerivationTable table, string input)
    {
        if (data.ValueKind != JsonValueKind.Object)
            throw new ActivityException(FailureKind.InvalidData, $"The {input} must be objects with fields, such as {{ \"transaction\": \"sale\" }}.");
        foreach (var field in data.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null && table.Facts.Contains(field.Name, StringComparer.OrdinalIgnoreCase)))
            facts[field.Name] = ValueConversion.ToText(field.Value);
    }

    private DerivedValues? Find(DerivationTable table, Dictionary<string, string?> facts, DateOnly date, string name, List<string> missing)
    {
        var found = table.Find(facts, date);
        if (found is not null && (NeededResult is null || found[NeededResult] is not null))
            return found;
        missing.Add(found is null
            ? $"The table '{name}' has no row for {table.Describe(facts)} on {DerivationTable.Day(date)}. Add one, or a default, and retry."
            : $"The table '{name}' gives no {NeededResult} for {table.Describe(facts)}: {found.Explanation} Fill it in and retry.");
        return null;
    }
}
