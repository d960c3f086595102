using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Contacts;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Brings e-mail addresses and telephone numbers, or a whole customer, into one form.</summary>
[Activity("ClarityConnect", "Data", "Brings e-mail and telephones (as +44…), or a whole customer with addresses, into one form and says what is wrong.", DisplayName = "Normalise contact")]
[FlowNode(NormaliseAddress.Valid, NormaliseAddress.Invalid)]
public sealed class NormaliseContact : CodeActivity<Customer>
{
    /// <summary>A whole customer.</summary>
    [Input(Description = "The customer whose names, e-mail, telephones and addresses are normalised. Leave empty to give single parts below.")]
    public Input<Customer> Customer { get; set; } = new();

    /// <summary>An e-mail address.</summary>
    [Input(DisplayName = "E-mail", Description = "An e-mail address; counts instead of the customer's.")]
    public Input<string> Email { get; set; } = new();

    /// <summary>A telephone number.</summary>
    [Input(DisplayName = "Telephone", Description = "A telephone number as it is written; counts instead of the customer's.")]
    public Input<string> Phone { get; set; } = new();

    /// <summary>A mobile number.</summary>
    [Input(Description = "A mobile number as it is written; counts instead of the customer's.")]
    public Input<string> Mobile { get; set; } = new();

    /// <summary>The country of numbers without a calling code.</summary>
    [Input(DisplayName = "Default country", Description = "The country of numbers without + and of addresses without a country: GB, US, CA or IE. The customer's own country counts first.")]
    public Input<string> DefaultCountry { get; set; } = new();

    /// <summary>The e-mail address.</summary>
    [Output(DisplayName = "E-mail", Description = "The e-mail address in its normal form.")]
    public Output<string> NormalEmail { get; set; } = new();

    /// <summary>The telephone number.</summary>
    [Output(DisplayName = "Telephone", Description = "The telephone number, such as +442079460958.")]
    public Output<string> NormalPhone { get; set; } = new();

    /// <summary>The mobile number.</summary>
    [Output(DisplayName = "Mobile", Description = "The mobile number, such as +447700900123.")]
    public Output<string> NormalMobile { get; set; } = new();

    /// <summary>What is wrong.</summary>
    [Output(Description = "What is wrong, each in a sentence that begins with the part; empty if nothing is. Such parts are kept as they came.")]
    public Output<IReadOnlyList<string>> Problems { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var given = context.Get(Customer) ?? new Customer();
        var (customer, problems) = Customers.Normalise(
            given with { Email = context.Get(Email) ?? given.Email, Phone = context.Get(Phone) ?? given.Phone, Mobile = context.Get(Mobile) ?? given.Mobile },
            context.Get(DefaultCountry));
        context.Set(Result, customer);
        context.Set(NormalEmail, customer.Email);
        context.Set(NormalPhone, customer.Phone);
        context.Set(NormalMobile, customer.Mobile);
        context.Set(Problems, problems);
        context.Complete(problems.Count == 0 ? NormaliseAddress.Valid : NormaliseAddress.Invalid);
    }
}
