using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

/// <summary>A ledger that refuses until its month is opened, in the words of a vendor.</summary>
[Activity("Test", "Ledger", "Posts to a ledger.")]
public sealed class PostToLedger : CodeActivity<string>
{
    /// <summary>What to post.</summary>
    [Input(Description = "What to post.")]
    public Input<string> Memo { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (!context.GetService<LedgerMonth>().IsOpen)
        {
            throw new ActivityException(FailureKind.Rejected, "The ledger did not take the journal. Correct it and retry.")
            {
                VendorCode = "BL03000018",
                VendorMessage = "Period is closed for <January> & earlier",
                SupportId = "k7Vn2",
            };
        }

        context.Set(Result, "4711");
    }
}
