<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AuditCounts</name>
    <message numerus="yes">
        <source>Closed %n conversation(s) at once</source>
        <translation>
            <numerusform>Closed %n conversation at once</numerusform>
            <numerusform>Closed %n conversations at once</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Moved %n conversation(s) at once</source>
        <translation>
            <numerusform>Moved %n conversation at once</numerusform>
            <numerusform>Moved %n conversations at once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatCounts</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n template(s) may be sent.</source>
        <translation>
            <numerusform>%n template may be sent.</numerusform>
            <numerusform>%n templates may be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more card(s)</source>
        <translation>
            <numerusform>and %n more card</numerusform>
            <numerusform>and %n more cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting to be sent</source>
        <translation>
            <numerusform>%n message waiting to be sent</numerusform>
            <numerusform>%n messages waiting to be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n unread message</numerusform>
            <numerusform>%n unread messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LongTextController</name>
    <message numerus="yes">
        <source>Send as %n message(s)</source>
        <translation>
            <numerusform>Send as %n message</numerusform>
            <numerusform>Send as %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send the text as %n message(s), then the files</source>
        <translation>
            <numerusform>Send the text as %n message, then the files</numerusform>
            <numerusform>Send the text as %n messages, then the files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProtocolWords</name>
    <message numerus="yes">
        <source>Unit {unit}: %n protocol(s), the last is number {last}.</source>
        <translation>
            <numerusform>Unit {unit}: %n protocol, the last is number {last}.</numerusform>
            <numerusform>Unit {unit}: %n protocols, the last is number {last}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RescueCounts</name>
    <message numerus="yes">
        <source>%n window(s) closing soon</source>
        <translation>
            <numerusform>%n window closing soon</numerusform>
            <numerusform>%n windows closing soon</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message numerus="yes">
        <source>%n case(s) go back to the queue</source>
        <translation>
            <numerusform>%n case goes back to the queue</numerusform>
            <numerusform>%n cases go back to the queue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) stay with you</source>
        <translation>
            <numerusform>%n case stays with you</numerusform>
            <numerusform>%n cases stay with you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s)</source>
        <translation>
            <numerusform>%n transfer</numerusform>
            <numerusform>%n transfers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The queue still holds %n case(s). Choose the queue that gets them.</source>
        <translation>
            <numerusform>The queue still holds %n case. Choose the queue that gets it.</numerusform>
            <numerusform>The queue still holds %n cases. Choose the queue that gets them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferCounts</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n available</source>
        <translation>
            <numerusform>%n available</numerusform>
            <numerusform>%n available</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WallCounts</name>
    <message numerus="yes">
        <source>%n open case(s)</source>
        <translation>
            <numerusform>%n open case</numerusform>
            <numerusform>%n open cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more, less urgent</source>
        <translation>
            <numerusform>and %n more, less urgent</numerusform>
            <numerusform>and %n more, less urgent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) transferred.</source>
        <translation>
            <numerusform>%n case transferred.</numerusform>
            <numerusform>%n cases transferred.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) closed.</source>
        <translation>
            <numerusform>%n case closed.</numerusform>
            <numerusform>%n cases closed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as it is.</source>
        <translation>
            <numerusform>%n stays as it is.</numerusform>
            <numerusform>%n stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) will be transferred.</source>
        <translation>
            <numerusform>%n case will be transferred.</numerusform>
            <numerusform>%n cases will be transferred.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) will be closed.</source>
        <translation>
            <numerusform>%n case will be closed.</numerusform>
            <numerusform>%n cases will be closed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) as before.</source>
        <translation>
            <numerusform>%n case as before.</numerusform>
            <numerusform>%n cases as before.</numerusform>
        </translation>
    </message>
</context>
</TS>
