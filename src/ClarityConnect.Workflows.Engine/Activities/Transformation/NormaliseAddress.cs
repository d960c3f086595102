using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Contacts;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Brings an address into one form: country and state codes, postcode, spaces and capitals.</summary>
[Activity("ClarityConnect", "Data", "Brings an address into one form: country and state codes, postcode, spaces and capitals.", DisplayName = "Normalise address")]
[FlowNode(Valid, Invalid)]
public sealed class NormaliseAddress : CodeActivity<Address>
{
    internal const string Valid = "Valid";
    internal const string Invalid = "Invalid";

    /// <summary>The address.</summary>
    [Input(Description = "The address: { name, line1, line2, line3, city, region, postalCode, countryCode }. Names of countries and states are as good as codes.", IsRequired = true)]
    public Input<Address> Address { get; set; } = new();

    /// <summary>The country of an address without one.</summary>
    [Input(DisplayName = "Default country", Description = "The country of an address that names none, such as GB or United States.")]
    public Input<string> DefaultCountry { get; set; } = new();

    /// <summary>What is wrong.</summary>
    [Output(Description = "What is wrong with the address, each in a sentence; empty if nothing is.")]
    public Output<IReadOnlyList<string>> Problems { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var (address, problems) = Addresses.Normalise(context.GetRequired(Address), context.Get(DefaultCountry));
        context.Set(Result, address);
        context.Set(Problems, problems);
        context.Complete(problems.Count == 0 ? Valid : Invalid);
    }
}
