namespace ClarityConnect.Workflows.IntegrationTests.Console;

/// <summary>Small workflows whose runs the pages show.</summary>
internal static class Drawings
{
    /// <summary>Ends with the input "Report" as its output of that name, as the settlement template does.</summary>
    public const string Settlement = """
        {
          "definitionId": "heartland-settlement-to-intacct-gl", "name": "Heartland settlement to Intacct GL",
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "Report", "name": "Report", "type": "Elsa.SetOutput", "version": 1,
              "outputName": { "typeName": "String", "expression": { "type": "Literal", "value": "Report" } },
              "outputValue": { "typeName": "Object", "expression": { "type": "Input", "value": "Report" } } } ] }
        }
        """;

    /// <summary>Reads, then posts to a ledger that refuses, then ends with the journal's number as its output.</summary>
    public const string Posting = """
        {
          "definitionId": "posting", "name": "Post the day",
          "variables": [ { "id": "Journal", "name": "Journal", "typeName": "String" } ],
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "Note", "name": "Note the day", "type": "Elsa.SetOutput", "version": 1,
              "outputName": { "typeName": "String", "expression": { "type": "Literal", "value": "Day" } },
              "outputValue": { "typeName": "Object", "expression": { "type": "Literal", "value": "2026-01-05" } } },
            { "id": "Post", "name": "Post journal", "type": "Test.PostToLedger", "version": 1,
              "memo": { "typeName": "String", "expression": { "type": "Literal", "value": "<b>January</b>" } },
              "result": { "typeName": "String", "memoryReference": { "id": "Journal" } } },
            { "id": "Tell", "name": "Tell", "type": "Elsa.SetOutput", "version": 1,
              "outputName": { "typeName": "String", "expression": { "type": "Literal", "value": "Journal" } },
              "outputValue": { "typeName": "Object", "expression": { "type": "Variable", "value": { "id": "Journal", "name": "Journal" } } } } ] }
        }
        """;

    /// <summary>Waits for an event that never comes.</summary>
    public const string Waiting = """
        {
          "definitionId": "waiting", "name": "Wait for approval",
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "Approval", "name": "Approval", "type": "Elsa.Event", "version": 1,
              "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Approved" } } } ] }
        }
        """;

    /// <summary>Asks for an approval, with card data and something hostile in its details.</summary>
    public static string Approval(string approvers) => $$"""
        {
          "definitionId": "approval", "name": "Refund an order",
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "Ask", "name": "Ask", "type": "ClarityConnect.Approval", "version": 1,
              "subject": { "typeName": "String", "expression": { "type": "Literal", "value": "Refund <b>order 17</b>?" } },
              "details": { "typeName": "Object", "expression": { "type": "Object", "value": "{\"orderNumber\": 17, \"card\": \"4111111111111111\", \"note\": \"</dd><script>alert(4)</script>\", \"lines\": [{\"sku\": \"A1\"}]}" } },
              "approvers": { "typeName": "String[]", "expression": { "type": "Object", "value": "{{approvers.Replace("\"", "\\\"")}}" } } } ] }
        }
        """;

    /// <summary>Hands out a task.</summary>
    public const string Task = """
        {
          "definitionId": "task", "name": "Pack a parcel",
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "Pack", "name": "Pack", "type": "Elsa.RunTask", "version": 1,
              "taskName": { "typeName": "String", "expression": { "type": "Literal", "value": "Pack the parcel" } },
              "payload": { "typeName": "Object", "expression": { "type": "Object", "value": "{\"order\": 17}" } } } ] }
        }
        """;

    /// <summary>The report of a batch in which nothing is odd.</summary>
    public static object Report(string store, string location, string date, string device, string batch, decimal gross, bool isBalanced = true) => new
    {
        Report = new
        {
            store,
            location,
            businessDate = date,
            deviceId = device,
            batchId = batch,
            tickets = 12,
            gross = Text(gross),
            discounts = "4.50",
            refunds = "10.00",
            tax = Text(gross * 0.08875m),
            tips = "6.20",
            tenders = new { cash = "120.00", visa = Text(gross * 0.5m), mastercard = Text(gross * 0.2m), amex = "80.10", giftcard = "0.00" },
            fees = Text(gross * 0.018m),
            net = Text(gross * 0.8m),
            salesJournal = "1001",
            settlementJournal = "1002",
            debits = Text(gross * 2),
            credits = Text(isBalanced ? gross * 2 : (gross * 2) - 1),
            balanced = isBalanced,
            differences = isBalanced ? Array.Empty<string>() : ["Sales summary, account 4000 at 100: -1.00 is posted, 0 was to be"],
        },
    };

    private static string Text(decimal amount) => amount.ToString("F2", System.Globalization.CultureInfo.InvariantCulture);
}
