using ClarityConnect.Workflows.Engine.Choices;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Amounts;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Converts amounts to another currency by dated rates. What rounding leaves over is shared out, so that totals match to the last unit.</summary>
[Activity("ClarityConnect", "Data", "Converts an amount, a list of amounts or journal lines to another currency by the rates of a day. Totals match to the last penny.", DisplayName = "Convert currency")]
public sealed class ConvertCurrency : CodeActivity<decimal>
{
    /// <summary>One amount.</summary>
    [Input(Description = "The amount to convert. Leave empty to convert a list instead.")]
    public Input<decimal?> Amount { get; set; } = new();

    /// <summary>Several amounts.</summary>
    [Input(Description = "Amounts to convert together, such as the amounts of all lines. Their sum afterwards is exactly what their sum before converts to.")]
    public Input<IReadOnlyList<decimal>> Amounts { get; set; } = new();

    /// <summary>Journal lines.</summary>
    [Input(DisplayName = "Journal lines", Description = "Journal lines to convert. What balanced before balances afterwards, for each location too; a line that comes to nothing is left out.")]
    public Input<IReadOnlyList<JournalLine>> JournalLines { get; set; } = new();

    /// <summary>The currency of the amounts.</summary>
    [Input(DisplayName = "From currency", Description = "The currency of the amounts, such as USD. Journal lines may name their own.")]
    public Input<string> FromCurrency { get; set; } = new();

    /// <summary>The currency wanted.</summary>
    [Input(DisplayName = "To currency", Description = "The currency wanted, such as GBP.", IsRequired = true)]
    public Input<string> ToCurrency { get; set; } = new();

    /// <summary>The day of the rate.</summary>
    [Input(Description = "The day whose rate is used; where it has none, the newest before it. Empty for today.")]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>The mapping table of rates.</summary>
    [Input(DisplayName = "Table of rates", Description = "The mapping table with the exchange rates: rows with base, quote, date and rate.", Choices = typeof(MappingTableChoices))]
    public Input<string> RateTable { get; set; } = new();

    /// <summary>Rates as CSV.</summary>
    [Input(DisplayName = "File of rates", Description = "The text of a CSV file with the columns base, quote, date and rate, instead of a table.", UIHint = "multiline")]
    public Input<string> RateFile { get; set; } = new();

    /// <summary>How old a rate may be.</summary>
    [Input(DisplayName = "Oldest rate, in days", Description = "How many days before the date a rate may be from. 7 by default.", Category = "Advanced")]
    public Input<int> MaxAge { get; set; } = new(ExchangeRates.UsualAge);

    /// <summary>How to round.</summary>
    [Input(Description = "What happens to parts of the smallest unit: HalfAwayFromZero as tills round, HalfEven as banks round, Down or Up.", Category = "Advanced")]
    public Input<RoundingRule> Rounding { get; set; } = new(RoundingRule.HalfAwayFromZero);

    /// <summary>The converted amounts.</summary>
    [Output(DisplayName = "Converted amounts", Description = "The converted amounts, in the order of the amounts.")]
    public Output<IReadOnlyList<decimal>> ConvertedAmounts { get; set; } = new();

    /// <summary>The converted journal lines.</summary>
    [Output(DisplayName = "Converted lines", Description = "The converted journal lines.")]
    public Output<IReadOnlyList<JournalLine>> ConvertedLines { get; set; } = new();

    /// <summary>The rate.</summary>
    [Output(Description = "How many units of the new currency one unit of the old one is.")]
    public Output<decimal?> Rate { get; set; } = new();

    /// <summary>The day of the rate.</summary>
    [Output(DisplayName = "Rate date", Description = "The day that the rate is of.")]
    public Output<DateOnly?> RateDate { get; set; } = new();

    /// <summary>Which rates were used.</summary>
    [Output(Description = "Which rates were used, in words.")]
    public Output<string> Explanation { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var rates = context.Get(RateTable) is { Length: > 0 } table ? ExchangeRateTable.Read(await MappingTableData.ReadAsync(context, table))
            : context.Get(RateFile) is { Length: > 0 } file ? ExchangeRateTable.ReadCsv(file)
            : throw new ActivityException(FailureKind.Misconfigured, "No exchange rates are given. Choose a table of rates, or give a file of rates.");
        var (from, to, date) = (context.Get(FromCurrency), context.GetRequired(ToCurrency), context.Day(Date));
        var (rule, age) = (context.Get(Rounding), context.Get(MaxAge));
        if (context.Get(JournalLines) is { Count: > 0 } lines)
        {
            var converted = JournalConversion.Convert(lines, from, to, rates, date, rule, age);
            context.Set(ConvertedLines, converted);
            context.Set(Result, converted.Where(line => line.Side == JournalSide.Debit).Sum(line => line.Amount));
            from = string.IsNullOrWhiteSpace(from) ? lines[0].Currency : from;
        }
        else
        {
            var amounts = context.Get(Amounts) is { Count: > 0 } several ? several
                : context.Get(Amount) is { } one ? [one]
                : throw new ActivityException(FailureKind.InvalidData, "There is no amount to convert. Give an amount, a list of amounts, or journal lines.");
            var converted = rates.ConvertAll(amounts, from, to, date, rule, age);
            context.Set(ConvertedAmounts, converted);
            context.Set(Result, converted.Sum());
        }

        var rate = rates.Find(from, to, date, age);
        context.Set(Rate, rate.Rate);
        context.Set(RateDate, rate.Date);
        context.Set(Explanation, rate.Explanation);
    }
}
