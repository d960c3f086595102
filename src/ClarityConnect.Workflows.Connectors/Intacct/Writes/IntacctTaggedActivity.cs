using ClarityConnect.Workflows.Connectors.Intacct.Choices;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>A write whose lines carry dimensions, may be in another currency, and may fill fields that the company defines itself.</summary>
/// <typeparam name="T">The record.</typeparam>
public abstract class IntacctTaggedActivity<T> : IntacctWriteActivity<T>
    where T : class
{
    /// <summary>The location of lines without one.</summary>
    [Input(DisplayName = "Default location", Description = "The location of lines that name none.", Choices = typeof(LocationChoices), Order = 50)]
    public Input<string> DefaultLocation { get; set; } = new();

    /// <summary>The department of lines without one.</summary>
    [Input(DisplayName = "Default department", Description = "The department of lines that name none.", Choices = typeof(DepartmentChoices), Order = 51)]
    public Input<string> DefaultDepartment { get; set; } = new();

    /// <summary>The class of lines without one.</summary>
    [Input(DisplayName = "Default class", Description = "The class of lines that name none.", Choices = typeof(ClassChoices), Category = "Dimensions", Order = 52)]
    public Input<string> DefaultClass { get; set; } = new();

    /// <summary>The project of lines without one.</summary>
    [Input(DisplayName = "Default project", Description = "The project of lines that name none.", Choices = typeof(ProjectChoices), Category = "Dimensions", Order = 53)]
    public Input<string> DefaultProject { get; set; } = new();

    /// <summary>Further dimensions of lines that do not name them.</summary>
    [Input(DisplayName = "Other dimensions", Description = "Further dimensions of every line that names none, as { employee: 'E-1', warehouse: 'W-1' }. Also customer, vendor, item, contract, task, costtype, and the company's own as GLDIM and their integration name.", Category = "Dimensions", Order = 54)]
    public Input<IReadOnlyDictionary<string, string>> OtherDimensions { get; set; } = new();

    /// <summary>The type of exchange rate for lines in another currency.</summary>
    [Input(DisplayName = "Exchange rate type", Description = "How amounts in another currency are converted, such as 'Intacct Daily Rate' or a type of the company's own. Empty for the company's usual one.", Category = "Currency", Order = 60)]
    public Input<string> ExchangeRateType { get; set; } = new();

    /// <summary>The day of the exchange rate.</summary>
    [Input(DisplayName = "Exchange rate date", Description = "The day whose exchange rate is used. Empty for the posting date.", Category = "Currency", Order = 61)]
    public Input<DateOnly?> ExchangeRateDate { get; set; } = new();

    /// <summary>The exchange rate itself.</summary>
    [Input(DisplayName = "Exchange rate", Description = "The exchange rate itself, where it was agreed; then leave the type empty. Rounded to four digits.", Category = "Currency", Order = 62)]
    public Input<decimal?> Rate { get; set; } = new();

    /// <summary>Values of fields that the company defines itself.</summary>
    [Input(DisplayName = "Custom fields", Description = "Fields of your company on this record, as { INTEGRATION_NAME: 'value' }.", Category = "Advanced", Order = 70)]
    public Input<IReadOnlyDictionary<string, string>> CustomFields { get; set; } = new();

    /// <summary>Reads the inputs that all such writes have.</summary>
    private protected WriteSettings Settings(ActivityExecutionContext context)
    {
        var defaults = new DimensionTags()
            .Add("location", context.Get(DefaultLocation)).Add("department", context.Get(DefaultDepartment))
            .Add("class", context.Get(DefaultClass)).Add("project", context.Get(DefaultProject))
            .AddAll(context.Get(OtherDimensions) ?? new Dictionary<string, string>());
        var type = context.Get(ExchangeRateType);
        var rate = new ExchangeRate(string.IsNullOrWhiteSpace(type) ? null : type.Trim(), context.Get(ExchangeRateDate), context.Get(Rate));
        rate.Check();
        return new WriteSettings(defaults, rate, context.Get(CustomFields) ?? new Dictionary<string, string>());
    }
}
