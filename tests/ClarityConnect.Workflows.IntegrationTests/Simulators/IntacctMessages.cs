namespace ClarityConnect.Workflows.IntegrationTests.Simulators;

/// <summary>Requests to the Intacct gateway, written by hand after the vendor's examples.</summary>
internal static class IntacctMessages
{
    public static string Request(
        string functions, string? authentication = null, bool transaction = false, bool? uniqueId = false,
        string sender = "ClaritySandbox", string senderPassword = "sandbox-sender-secret", string control = "") => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <request>
          <control>
            <senderid>{sender}</senderid><password>{senderPassword}</password><controlid>req-7f3d0a2c</controlid>
            {(uniqueId is null ? "" : $"<uniqueid>{(uniqueId.Value ? "true" : "false")}</uniqueid>")}
            <dtdversion>3.0</dtdversion><includewhitespace>false</includewhitespace>{control}
          </control>
          <operation transaction="{(transaction ? "true" : "false")}">
            <authentication>{authentication ?? Login()}</authentication>
            <content>{functions}</content>
          </operation>
        </request>
        """;

    public static string Login(string password = "sandbox-user-secret", string location = "") =>
        $"<login><userid>ws_clarity</userid><companyid>SANDBOX</companyid><password>{password}</password>{location}</login>";

    /// <summary>A journal entry of two lines in location 100; the parameters break one rule each.</summary>
    public static string Batch(
        string reference = "HPS-0457-20260302", string journal = "GJ", string date = "03/02/2026", string account = "4000", string debit = "100.00",
        string credit = "100.00", string location = "100", string department = "POS", string extra = "", string lineExtra = "") => $"""
        <GLBATCH>
          <JOURNAL>{journal}</JOURNAL><BATCH_DATE>{date}</BATCH_DATE><BATCH_TITLE>Heartland settlement #0457</BATCH_TITLE>
          <REFERENCENO>{reference}</REFERENCENO>{extra}
          <ENTRIES>
            <GLENTRY><DOCUMENT>0457</DOCUMENT><ACCOUNTNO>1210</ACCOUNTNO><TR_TYPE>1</TR_TYPE><TRX_AMOUNT>{debit}</TRX_AMOUNT><CURRENCY>USD</CURRENCY><LOCATION>100</LOCATION><DESCRIPTION>Card clearing VISA</DESCRIPTION></GLENTRY>
            <GLENTRY><ACCOUNTNO>{account}</ACCOUNTNO><TR_TYPE>-1</TR_TYPE><TRX_AMOUNT>{credit}</TRX_AMOUNT><CURRENCY>USD</CURRENCY><LOCATION>{location}</LOCATION><DEPARTMENT>{department}</DEPARTMENT>{lineExtra}</GLENTRY>
          </ENTRIES>
        </GLBATCH>
        """;

    public static string Create(string batch) => $"<create>{batch}</create>";
}
